llmobs.search.take("7021f35b9273/c/time","42AAgw/2DEigAYgaGiDsHzYyjHWcGXwLRAS+xH9s9fXdWtjgzfzUVEJC1t+/dPt2WXlDDwkokASCKiTghAQA");
