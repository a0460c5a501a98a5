llmobs.search.take("4973dfcac9df/c/app","ARUA6v8BAAAAAAAA8D8CAgACAgABAQIC/wA=");
