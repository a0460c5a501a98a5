llmobs.search.take("c9ef03a15dd5/c/feedback","ARUA6v8BAAAAAAAA8D8C/wD/////Av////8=");
