llmobs.search.take("302cb0d3f5d2/c/error_type","ARUA6v8BAAAAAAAA8D////8A/////wH///8=");
