llmobs.search.take("302cb0d3f5d2/c/feedback","ARUA6v8BAAAAAAAA8D8C/wD/////Av////8=");
