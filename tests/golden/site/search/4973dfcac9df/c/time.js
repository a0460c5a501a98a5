llmobs.search.take("4973dfcac9df/c/time","42AAgw/2DEigAYgaGiDsHzYyjHWcGXwLRAS+xH9s9fXdWtjgzfzUVEJC1t+/dPt2WXlDDwkokASCKiTghAQA");
