llmobs.search.take("7021f35b9273/c/environment","ARUA6v8BAAAAAAAA8D8AAAAAAQAAAAAA/wA=");
