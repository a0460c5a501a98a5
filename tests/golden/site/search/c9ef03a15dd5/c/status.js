llmobs.search.take("c9ef03a15dd5/c/status","ARUA6v8BAAAAAAAA8D8BAQEAAQEBAQABAQE=");
