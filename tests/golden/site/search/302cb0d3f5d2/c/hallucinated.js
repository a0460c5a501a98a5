llmobs.search.take("302cb0d3f5d2/c/hallucinated","ARUA6v8BAAAAAAAA8D8A/////wH///8A//8=");
