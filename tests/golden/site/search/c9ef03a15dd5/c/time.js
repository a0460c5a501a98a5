llmobs.search.take("c9ef03a15dd5/c/time","42AAgw/2DEigAYgaGiDsHzYyjHWcGXwLRAS+xH9s9fXdWtjgzfzUVEJC1t+/dPt2WXlDDwkokASCKiTghAQA");
