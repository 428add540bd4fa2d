"""Information, its decomposition, and neurons with goals: one module, one idea."""
