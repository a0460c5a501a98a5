llmobs.search.take("c9ef03a15dd5/c/provider","ARUA6v8BAAAAAAAA8D8CAgACAgABAQIC/wA=");
