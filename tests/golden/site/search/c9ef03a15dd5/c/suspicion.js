llmobs.search.take("c9ef03a15dd5/c/suspicion","ARUA6v8BAAAAAAAA8D////////////////8=");
