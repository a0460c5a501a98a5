llmobs.search.take("c9ef03a15dd5/c/error_type","ARUA6v8BAAAAAAAA8D////8A/////wH///8=");
