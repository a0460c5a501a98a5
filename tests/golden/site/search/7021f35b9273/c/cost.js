llmobs.search.take("7021f35b9273/c/cost","Y2IAggtCyY4OLw78jz32//9/nf8n2JiF/jPwA9nT/3MBAA==");
