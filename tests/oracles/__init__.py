"""Independent writings of the policy documents, used only to test the library against."""
