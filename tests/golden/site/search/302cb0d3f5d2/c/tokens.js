llmobs.search.take("302cb0d3f5d2/c/tokens","Y2IAgw/2evw+TLKerJy8L/6rgIUYgZj1PwMA");
