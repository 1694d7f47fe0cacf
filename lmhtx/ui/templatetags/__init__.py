"""Tags and filters every template may use."""
