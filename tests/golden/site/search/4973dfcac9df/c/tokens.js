llmobs.search.take("4973dfcac9df/c/tokens","Y2IAgw/2evw+TLKerJy8L/6rgIUYgZj1PwMA");
