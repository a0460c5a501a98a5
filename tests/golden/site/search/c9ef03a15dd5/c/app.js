llmobs.search.take("c9ef03a15dd5/c/app","ARUA6v8BAAAAAAAA8D8CAgACAgABAQIC/wA=");
