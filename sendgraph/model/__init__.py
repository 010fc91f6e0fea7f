"""From claims to facts: identities, tenures with bounds, and everything else the claims speak of."""
