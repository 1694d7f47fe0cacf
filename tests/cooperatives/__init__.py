"""The register of cooperatives."""
