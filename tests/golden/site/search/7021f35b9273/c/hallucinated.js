llmobs.search.take("7021f35b9273/c/hallucinated","ARUA6v8BAAAAAAAA8D8A/////wH///8A//8=");
