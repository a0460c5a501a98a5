llmobs.search.take("4973dfcac9df/c/cost","Y2IAggtCyY4OLw78jz32//9/nf8n2JiF/jPwA9nT/3MBAA==");
