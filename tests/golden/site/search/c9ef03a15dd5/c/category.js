llmobs.search.take("c9ef03a15dd5/c/category","ARUA6v8BAAAAAAAA8D8CBQADBAACAQIC/wI=");
