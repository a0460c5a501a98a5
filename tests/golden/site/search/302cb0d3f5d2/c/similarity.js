llmobs.search.take("302cb0d3f5d2/c/similarity","Y2IAAYd+BwaGo///2zIw/J/y35mBgfE/EyOQzfifAQA=");
