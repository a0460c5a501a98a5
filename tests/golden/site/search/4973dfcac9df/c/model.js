llmobs.search.take("4973dfcac9df/c/model","ARUA6v8BAAAAAAAA8D8BAQABAgADAwEBAQA=");
