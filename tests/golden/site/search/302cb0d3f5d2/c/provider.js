llmobs.search.take("302cb0d3f5d2/c/provider","ARUA6v8BAAAAAAAA8D8CAgACAgABAQIC/wA=");
