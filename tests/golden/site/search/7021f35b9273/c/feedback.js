llmobs.search.take("7021f35b9273/c/feedback","ARUA6v8BAAAAAAAA8D8C/wD/////Av////8=");
