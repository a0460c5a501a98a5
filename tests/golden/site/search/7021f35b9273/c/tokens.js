llmobs.search.take("7021f35b9273/c/tokens","Y2IAgw/2evw+TLKerJy8L/6rgIUYgZj1PwMA");
