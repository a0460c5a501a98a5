llmobs.search.take("7021f35b9273/c/length","ARUA6v8BAAAAAAAA8D8XFyURJRwRFR0gACk=");
