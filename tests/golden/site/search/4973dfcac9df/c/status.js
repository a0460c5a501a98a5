llmobs.search.take("4973dfcac9df/c/status","ARUA6v8BAAAAAAAA8D8BAQEAAQEBAQABAQE=");
