llmobs.search.take("c9ef03a15dd5/c/environment","ARUA6v8BAAAAAAAA8D8AAAAAAQAAAAAA/wA=");
