llmobs.search.take("4973dfcac9df/c/hallucinated","ARUA6v8BAAAAAAAA8D8A/////wH///8A//8=");
