llmobs.search.take("7021f35b9273/c/error_type","ARUA6v8BAAAAAAAA8D////8A/////wH///8=");
