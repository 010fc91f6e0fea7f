// Reads exported networks as their users' programs do, and prints what it found as JSON.
// node read.js GEXF GRAPHOLOGY_JSON CYTOSCAPE_JSON GRAPHML, with NODE_PATH naming the folder of the packages.
"use strict";
const fs = require("fs");
const Graph = require("graphology");
const gexf = require("graphology-gexf");
const graphml = require("graphology-graphml");
const cytoscape = require("cytoscape");

const [fromGexf, fromJson, fromCytoscape, fromGraphml] = process.argv.slice(2).map((f) => fs.readFileSync(f, "utf8"));

const told = (graph) => ({
  nodes: Object.fromEntries(graph.mapNodes((key, attributes) => [key, attributes])),
  edges: Object.fromEntries(
    graph.mapEdges((key, attributes, source, target) => [key, { ...attributes, source, target }])
  ),
  directed: graph.directedSize,
});

const strict = { addMissingNodes: false, allowUndeclaredAttributes: false };
const imported = new Graph(JSON.parse(fromJson).options);
imported.import(JSON.parse(fromJson));
const shown = cytoscape({ headless: true, elements: JSON.parse(fromCytoscape).elements });

process.stdout.write(
  JSON.stringify({
    gexf: told(gexf.parse(Graph, fromGexf, strict)),
    json: told(imported),
    graphml: told(graphml.parse(Graph, fromGraphml, { addMissingNodes: false })),
    cytoscape: { nodes: shown.nodes().map((n) => n.id()), edges: shown.edges().map((e) => e.id()) },
  })
);
