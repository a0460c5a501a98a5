llmobs.search.take("c9ef03a15dd5/c/similarity","Y2IAAYd+BwaGo///2zIw/J/y35mBgfE/EyOQzfifAQA=");
