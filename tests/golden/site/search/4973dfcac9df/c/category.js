llmobs.search.take("4973dfcac9df/c/category","ARUA6v8BAAAAAAAA8D8DBQADBAMCAQMD/wM=");
