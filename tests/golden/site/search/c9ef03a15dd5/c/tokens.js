llmobs.search.take("c9ef03a15dd5/c/tokens","Y2IAgw/2evw+TLKerJy8L/6rgIUYgZj1PwMA");
