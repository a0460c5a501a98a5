llmobs.search.take("4973dfcac9df/c/error_type","ARUA6v8BAAAAAAAA8D////8A/////wH///8=");
