llmobs.search.take("c9ef03a15dd5/c/hallucinated","ARUA6v8BAAAAAAAA8D8A/////wH///8A//8=");
