llmobs.search.take("c9ef03a15dd5/c/model","ARUA6v8BAAAAAAAA8D8BAQABAgADAwEBAQA=");
