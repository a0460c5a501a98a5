llmobs.search.take("4973dfcac9df/c/length","ARUA6v8BAAAAAAAA8D8XFyURJRwRFR0gACk=");
