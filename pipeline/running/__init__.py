"""How a run is carried out: what a stage's result depends on, one document's stages, the processes, and the journal."""
