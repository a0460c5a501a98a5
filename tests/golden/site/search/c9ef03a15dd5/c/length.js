llmobs.search.take("c9ef03a15dd5/c/length","ARUA6v8BAAAAAAAA8D8XFyURJRwRFR0gACk=");
