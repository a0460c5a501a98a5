llmobs.register("providers", {"figures":{},"panels":{},"headlines":[],"rate":1.0});
