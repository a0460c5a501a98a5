llmobs.search.take("7021f35b9273/c/provider","ARUA6v8BAAAAAAAA8D8CAgACAgABAQIC/wA=");
