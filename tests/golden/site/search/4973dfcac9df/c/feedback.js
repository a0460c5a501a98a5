llmobs.search.take("4973dfcac9df/c/feedback","ARUA6v8BAAAAAAAA8D8C/wD/////Av////8=");
