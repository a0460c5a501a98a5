llmobs.search.take("302cb0d3f5d2/c/suspicion","ARUA6v8BAAAAAAAA8D////////////////8=");
