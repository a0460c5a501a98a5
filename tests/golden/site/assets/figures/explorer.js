llmobs.register("explorer", {"figures":{},"panels":{},"headlines":[],"rate":1.0});
