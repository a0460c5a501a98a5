llmobs.search.take("7021f35b9273/c/app","ARUA6v8BAAAAAAAA8D8CAgACAgABAQIC/wA=");
