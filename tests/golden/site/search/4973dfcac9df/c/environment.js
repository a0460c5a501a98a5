llmobs.search.take("4973dfcac9df/c/environment","ARUA6v8BAAAAAAAA8D8AAAAAAQAAAAAA/wA=");
