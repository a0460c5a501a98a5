llmobs.register("similarity", {"figures":{},"panels":{},"headlines":[],"rate":1.0});
