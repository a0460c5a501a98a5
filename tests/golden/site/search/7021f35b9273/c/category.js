llmobs.search.take("7021f35b9273/c/category","ARUA6v8BAAAAAAAA8D8DBQADBAMCAQMD/wM=");
